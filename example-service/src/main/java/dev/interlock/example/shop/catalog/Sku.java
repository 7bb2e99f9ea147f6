package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;

/**
 * A stock keeping unit.
 *
 * @param text three capital letters, a hyphen, four digits
 */
public record Sku(String text) {
    // Not a regular expression, which would be all of the start that needs them.
    private static final int LETTERS = 3;
    private static final int LENGTH = 8;

    public Sku {
        if (!isSku(text)) {
            throw Refusal.invalid("sku must be three capital letters, a hyphen and four digits, such as BOK-0001.");
        }
    }

    private static boolean isSku(String text) {
        boolean valid = text.length() == LENGTH;
        for (int i = 0; valid && i < LENGTH; i++) {
            char c = text.charAt(i);
            valid = i < LETTERS ? c >= 'A' && c <= 'Z' : i == LETTERS ? c == '-' : c >= '0' && c <= '9';
        }
        return valid;
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
