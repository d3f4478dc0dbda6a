/** Picture files and pixels: what the bytes of a file say, decoding, scaling and encoding. Knows no marketplace and no network. */
package io.dropshiphub.images.codec;
