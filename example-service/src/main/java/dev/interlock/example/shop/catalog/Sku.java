package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.regex.Pattern;

/**
 * A stock keeping unit.
 *
 * @param text three capital letters, a hyphen, four digits
 */
public record Sku(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Z]{3}-[0-9]{4}");

    public Sku {
        if (!FORM.matcher(text).matches()) {
            throw Refusal.invalid("sku must be three capital letters, a hyphen and four digits, such as BOK-0001.");
        }
    }

    /** Reads the form that {@link #toString} writes. */
    public static Sku parse(String text) {
        return new Sku(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
