package io.dropshiphub.intake.read;

import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.product.SellerSku;
import io.dropshiphub.registration.BatchRow;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a draft into a product, or into the list of everything that is wrong with it: the rules that hold for every
 * marketplace. What only one of them demands is left to its own mapping.
 */
final class ProductRules {

    static final long MAX_STOCK = 99_999_999;
    static final int PRICE_STEP = 10;
    private static final int MAX_NAME = 100;
    private static final int MAX_CATEGORY = 200;
    private static final int MAX_FACT = 200;
    private static final int MAX_ADDRESS = 2000;
    private static final int MAX_TAGS = 50;
    private static final int MAX_ATTRIBUTES = 100;
    private static final Pattern MEDIA_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,127}");
    private static final Set<String> YES = Set.of("y", "yes", "true", "1", "예", "네", "o", "가능");
    private static final Set<String> NO = Set.of("n", "no", "false", "0", "아니오", "아니요", "x", "불가", "불가능");
    private static final Logger LOG = LoggerFactory.getLogger(ProductRules.class);

    private final ReadLimits limits;
    private final Pictures pictures;
    private final Predicate<String> heldPictures;
    private final SkuLines skus = new SkuLines();

    ProductRules(ReadLimits limits, Pictures pictures, Predicate<String> heldPictures) {
        this.limits = limits;
        this.pictures = pictures;
        this.heldPictures = heldPictures;
    }

    /** Checks one draft; never throws for what stands in it. */
    BatchRow check(Draft draft) {
        try {
            return checked(draft);
        } catch (RuntimeException e) {
            return unexpected(draft.line, draft.lastLine, e);
        }
    }

    /**
     * A row the hub itself failed on: reported like any other problem, so that it cannot stop its file.
     *
     * @throws UncheckedIOException when the hub's disk failed: no row is at fault then
     */
    BatchRow unexpected(long line, long lastLine, RuntimeException e) {
        if (e instanceof UncheckedIOException disk) {
            throw disk;
        }
        LOG.error("line {}: the row was left out because the hub failed on it", line, e);
        RowProblem problem = Draft.problemOf(
                line,
                null,
                IntakeCode.UNEXPECTED,
                "the hub failed on this row (" + e.getClass().getSimpleName()
                        + "); it was left out, the other rows went on; please report it with the row");
        return new BatchRow(line, lastLine, null, null, List.of(problem));
    }

    private BatchRow checked(Draft draft) {
        String name = required(draft, Field.NAME);
        if (name != null) {
            name = Texts.oneLine(name);
            int length = name.codePointCount(0, name.length());
            if (length > MAX_NAME) {
                draft.problem(
                        Field.NAME,
                        IntakeCode.NAME_TOO_LONG,
                        "'" + Texts.shorten(name, 40) + "' has " + length + " characters, at most " + MAX_NAME
                                + " are possible");
            }
        }
        String category = required(draft, Field.CATEGORY);
        if (category != null) {
            category = Texts.oneLine(category);
            if (category.length() > MAX_CATEGORY) {
                tooLong(draft, Field.CATEGORY, category, MAX_CATEGORY);
            }
        }
        long price = price(draft);
        Long listPrice = listPrice(draft, price);
        Options.Result options = new Options(draft, limits, price, stock(draft)).read();
        String description = description(draft);
        List<ImageRef> images = images(draft);
        String brand = fact(draft, Field.BRAND);
        String manufacturer = fact(draft, Field.MANUFACTURER);
        String model = fact(draft, Field.MODEL_NAME);
        String origin = fact(draft, Field.ORIGIN);
        boolean taxFree = taxFree(draft);
        boolean adultOnly = adultOnly(draft);
        List<String> tags = tags(draft);
        attributesAreFine(draft);
        SellerSku sku = sku(draft, name, category);
        if (draft.problems.isEmpty() && sku != null) {
            long first = skus.put(sku.value(), draft.line);
            if (first > 0) {
                draft.problem(
                        Field.SKU,
                        IntakeCode.SKU_TWICE,
                        "'" + sku + "' stands on line " + first + " already, which counts; this one was left out"
                                + (draft.text(Field.SKU) == null
                                        ? ". The hub made this SKU from name and category: give each product its own"
                                        : ""));
            }
        }
        if (!draft.problems.isEmpty()) {
            return new BatchRow(draft.line, draft.lastLine, sku, null, draft.problems);
        }
        Product product = new Product(
                sku,
                name,
                category,
                price,
                listPrice,
                (int) options.stock(),
                description,
                images,
                options.names(),
                options.variants(),
                brand,
                manufacturer,
                model,
                origin,
                taxFree,
                adultOnly,
                tags,
                draft.attributes);
        return new BatchRow(draft.line, draft.lastLine, sku, product, List.of());
    }

    private String required(Draft draft, Field field) {
        String text = draft.text(field);
        if (text == null) {
            if (!draft.hasProblemWith(field)) {
                draft.problem(field, IntakeCode.VALUE_MISSING, "'" + draft.label(field) + "' is empty; fill it in");
            }
            return null;
        }
        return usable(draft, field, text) ? text : null;
    }

    private boolean usable(Draft draft, Field field, String text) {
        if (text.length() > limits.maxCell()) {
            draft.problem(
                    field,
                    IntakeCode.CELL_TOO_LARGE,
                    "the cell has " + text.length() + " characters, at most " + limits.maxCell() + " are possible");
            return false;
        }
        IntakeCode damage = Texts.damage(text);
        if (damage != null) {
            draft.problem(
                    field, damage, "'" + Texts.shorten(text, 40) + "' holds a character that no marketplace takes");
            return false;
        }
        return true;
    }

    private long price(Draft draft) {
        String text = required(draft, Field.PRICE);
        if (text == null) {
            return 0;
        }
        Long number = Texts.wholeNumber(text);
        String shown = "'" + Texts.shorten(text, 40) + "'";
        if (number == null) {
            draft.problem(Field.PRICE, IntakeCode.PRICE_NOT_A_NUMBER, shown + " is not a whole number of won");
            return 0;
        }
        if (number <= 0) {
            draft.problem(Field.PRICE, IntakeCode.PRICE_NOT_POSITIVE, shown + " is not more than 0 won");
        } else if (number > limits.maxPrice()) {
            draft.problem(
                    Field.PRICE,
                    IntakeCode.PRICE_TOO_HIGH,
                    shown + " is more than " + limits.maxPrice() + " won; check the digits");
        } else if (number % PRICE_STEP != 0) {
            draft.problem(
                    Field.PRICE, IntakeCode.PRICE_STEP, shown + " is not in steps of " + PRICE_STEP + " won; round it");
        }
        return number;
    }

    private Long listPrice(Draft draft, long price) {
        String text = draft.text(Field.LIST_PRICE);
        if (text == null) {
            return null;
        }
        Long number = Texts.wholeNumber(text);
        String shown = "'" + Texts.shorten(text, 40) + "'";
        if (number == null) {
            draft.problem(Field.LIST_PRICE, IntakeCode.PRICE_NOT_A_NUMBER, shown + " is not a whole number of won");
            return null;
        }
        // a 0 there means "none" in the marketplaces' own sheets
        if (number == 0) {
            return null;
        }
        if (number < 0) {
            draft.problem(Field.LIST_PRICE, IntakeCode.PRICE_NOT_POSITIVE, shown + " is negative");
        } else if (number > limits.maxPrice()) {
            draft.problem(Field.LIST_PRICE, IntakeCode.PRICE_TOO_HIGH, shown + " is more than " + limits.maxPrice());
        } else if (number % PRICE_STEP != 0) {
            draft.problem(
                    Field.LIST_PRICE, IntakeCode.PRICE_STEP, shown + " is not in steps of " + PRICE_STEP + " won");
        } else if (number < price) {
            draft.problem(
                    Field.LIST_PRICE,
                    IntakeCode.LIST_PRICE_BELOW_PRICE,
                    shown + " is below the price of " + price + " won; raise it or leave it empty");
        }
        return number;
    }

    /** The stock that is written, or -1 when nothing is. */
    private long stock(Draft draft) {
        String text = draft.text(Field.STOCK);
        if (text == null) {
            return -1;
        }
        Long number = Texts.wholeNumber(text);
        String shown = "'" + Texts.shorten(text, 40) + "'";
        if (number == null) {
            draft.problem(Field.STOCK, IntakeCode.STOCK_NOT_A_NUMBER, shown + " is not a whole number of pieces");
            return -1;
        }
        if (number < 0 || number > MAX_STOCK) {
            draft.problem(Field.STOCK, IntakeCode.STOCK_OUT_OF_RANGE, shown + " is not between 0 and " + MAX_STOCK);
            return -1;
        }
        return number;
    }

    private String description(Draft draft) {
        String text = draft.text(Field.DESCRIPTION);
        if (text == null || !usable(draft, Field.DESCRIPTION, text)) {
            return "";
        }
        if (text.length() > limits.maxDescription()) {
            draft.problem(
                    Field.DESCRIPTION,
                    IntakeCode.DESCRIPTION_TOO_LONG,
                    "the description has " + text.length() + " characters, at most " + limits.maxDescription()
                            + " are possible; move pictures in it to addresses");
        }
        return text;
    }

    private List<ImageRef> images(Draft draft) {
        Set<String> addresses = new LinkedHashSet<>();
        String main = draft.text(Field.MAIN_IMAGE);
        if (main != null) {
            addresses.addAll(Texts.addresses(main));
        }
        for (String cell : draft.images) {
            addresses.addAll(Texts.addresses(cell));
        }
        if (addresses.isEmpty()) {
            draft.problem(
                    Field.MAIN_IMAGE, IntakeCode.IMAGE_MISSING, "the product has no image; give at least one address");
        } else if (addresses.size() > limits.maxImages()) {
            draft.problem(
                    Field.IMAGES,
                    IntakeCode.TOO_MANY_IMAGES,
                    addresses.size() + " images, at most " + limits.maxImages() + " are possible; delete some");
            return List.of();
        }
        List<ImageRef> images = new ArrayList<>(addresses.size());
        for (String address : addresses) {
            ImageRef image = image(draft, address);
            if (image != null) {
                images.add(image);
            }
        }
        return images;
    }

    private ImageRef image(Draft draft, String address) {
        if (address.startsWith("http://") || address.startsWith("https://") || address.startsWith("//")) {
            String full = address.startsWith("//") ? "https:" + address : address;
            if (full.length() <= MAX_ADDRESS && isWebAddress(full)) {
                return new ImageRef(full);
            }
        } else if (address.startsWith(ImageRef.HUB_MEDIA)) {
            String key = address.substring(ImageRef.HUB_MEDIA.length());
            if (MEDIA_KEY.matcher(key).matches() && !key.contains("..")) {
                if (heldPictures.test(key)) {
                    return new ImageRef(address);
                }
                draft.problem(
                        Field.MAIN_IMAGE,
                        IntakeCode.IMAGE_NOT_HELD,
                        "the hub holds no picture '" + Texts.shorten(address, 80)
                                + "'; upload it again and use the image value of the answer");
                return null;
            }
        } else if (pictures != null && Texts.damage(address) == null) {
            try {
                String key = pictures.keyOf(address);
                if (key != null) {
                    return new ImageRef(ImageRef.HUB_MEDIA + key);
                }
            } catch (Pictures.Refused e) {
                draft.problems.add(new RowProblem(draft.line, draft.label(Field.MAIN_IMAGE), e.code(), e.getMessage()));
                return null;
            }
            draft.problem(
                    Field.MAIN_IMAGE,
                    IntakeCode.IMAGE_NOT_IN_ZIP,
                    "'" + Texts.shorten(address, 80) + "' is not a file in the ZIP; add it or correct the name");
            return null;
        }
        draft.problem(
                Field.MAIN_IMAGE,
                IntakeCode.IMAGE_ADDRESS,
                "'" + Texts.shorten(address, 80)
                        + "' is no address of an image; it must begin with http:// or https://");
        return null;
    }

    private static boolean isWebAddress(String address) {
        int host = address.indexOf("//") + 2;
        int end = host;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        if (end == host || address.charAt(host) == ':' || address.charAt(host) == '.') {
            return false;
        }
        for (int i = host; i < address.length(); i++) {
            char c = address.charAt(i);
            // user:password@host in an address is a way to disguise the host
            if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == 0x7F || c == '@' && i < end) {
                return false;
            }
        }
        return Texts.damage(address) == null;
    }

    private String fact(Draft draft, Field field) {
        String text = draft.text(field);
        if (text == null || !usable(draft, field, text)) {
            return null;
        }
        if (text.length() > MAX_FACT) {
            tooLong(draft, field, text, MAX_FACT);
        }
        return Texts.oneLine(text);
    }

    private static void tooLong(Draft draft, Field field, String text, int max) {
        draft.problem(
                field,
                IntakeCode.TEXT_TOO_LONG,
                "'" + Texts.shorten(text, 40) + "' has " + text.length() + " characters, at most " + max
                        + " are possible; shorten it");
    }

    private static boolean taxFree(Draft draft) {
        String type = draft.text(Field.TAX_TYPE);
        if (type != null) {
            String plain = type.replace("상품", "").strip().toLowerCase(Locale.ROOT);
            if (plain.equals("면세") || plain.equals("tax_free") || plain.equals("free")) {
                return true;
            }
            if (!plain.equals("과세") && !plain.equals("taxable") && !plain.equals("tax")) {
                draft.problem(
                        Field.TAX_TYPE,
                        IntakeCode.NOT_YES_OR_NO,
                        "'" + Texts.shorten(type, 40) + "' is not understood; write 과세 (taxable) or 면세 (tax_free)");
            }
        }
        return yes(draft, Field.TAX_FREE, false);
    }

    private static boolean adultOnly(Draft draft) {
        return yes(draft, Field.ADULT_ONLY, false) || !yes(draft, Field.MINORS_MAY_BUY, true);
    }

    private static boolean yes(Draft draft, Field field, boolean otherwise) {
        String text = draft.text(field);
        if (text == null) {
            return otherwise;
        }
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (YES.contains(plain)) {
            return true;
        }
        if (!NO.contains(plain)) {
            draft.problem(
                    field, IntakeCode.NOT_YES_OR_NO, "'" + Texts.shorten(text, 40) + "' is neither yes (Y) nor no (N)");
        }
        return false;
    }

    private List<String> tags(Draft draft) {
        String text = draft.text(Field.SEARCH_TAGS);
        if (text != null && usable(draft, Field.SEARCH_TAGS, text)) {
            for (String tag : text.split("[,，#\n|;]")) {
                draft.tags.add(tag);
            }
        }
        Set<String> tags = new LinkedHashSet<>();
        for (String tag : draft.tags) {
            String plain = Texts.clean(tag);
            if (plain == null) {
                continue;
            }
            if (plain.length() > MAX_FACT) {
                tooLong(draft, Field.SEARCH_TAGS, plain, MAX_FACT);
            } else if (usable(draft, Field.SEARCH_TAGS, plain)) {
                tags.add(Texts.oneLine(plain));
            }
        }
        if (tags.size() > MAX_TAGS) {
            draft.problem(
                    Field.SEARCH_TAGS,
                    IntakeCode.TOO_MANY_VALUES,
                    tags.size() + " search tags, at most " + MAX_TAGS + " are possible");
        }
        return new ArrayList<>(tags);
    }

    private void attributesAreFine(Draft draft) {
        if (draft.attributes.size() > MAX_ATTRIBUTES) {
            draft.problem(
                    Field.ATTRIBUTE,
                    IntakeCode.TOO_MANY_VALUES,
                    draft.attributes.size() + " attributes, at most " + MAX_ATTRIBUTES + " are possible");
            return;
        }
        for (Map.Entry<String, String> attribute : draft.attributes.entrySet()) {
            if (usable(draft, Field.ATTRIBUTE, attribute.getKey())
                    && usable(draft, Field.ATTRIBUTE, attribute.getValue())) {
                if (attribute.getKey().length() > MAX_FACT) {
                    tooLong(draft, Field.ATTRIBUTE, attribute.getKey(), MAX_FACT);
                } else if (attribute.getValue().length() > MAX_ADDRESS) {
                    tooLong(draft, Field.ATTRIBUTE, attribute.getValue(), MAX_ADDRESS);
                }
            }
        }
    }

    private static SellerSku sku(Draft draft, String name, String category) {
        String text = draft.text(Field.SKU);
        if (text == null) {
            return name == null || category == null ? null : new SellerSku(Texts.derivedSku(name, category));
        }
        IntakeCode damage = Texts.damage(text);
        if (damage == null
                && text.length() <= SellerSku.MAX_LENGTH
                && text.chars().noneMatch(Character::isISOControl)) {
            return new SellerSku(text);
        }
        draft.problem(
                Field.SKU,
                damage == null ? IntakeCode.SKU_INVALID : damage,
                "'" + Texts.shorten(text, 40) + "' has " + text.length() + " characters; a SKU has at most "
                        + SellerSku.MAX_LENGTH + ", on one line, and no control characters");
        return null;
    }
}
