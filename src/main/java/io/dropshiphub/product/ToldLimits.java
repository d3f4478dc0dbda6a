package io.dropshiphub.product;

/**
 * What a marketplace's answer says about the pace it allows.
 *
 * @param perSecond calls a second
 * @param burst calls at once after a rest, at least 1
 */
public record ToldLimits(double perSecond, int burst) {}
