package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;

/**
 * A stock keeping unit.
 *
 * @param text three capital letters, a hyphen and four digits
 */
public record Sku(String text) {
    // Not a regular expression, because it would be the only one at the start.
    private static final int LETTERS = 3;
    private static final int LENGTH = 8;

    public Sku {
        if (!isSku(text)) {
            throw Refusal.invalid("sku must be three capital letters, a hyphen and four digits, such as BOK-0001.");
        }
    }

    private static boolean isSku(String text) {
        return text.length() == LENGTH
                && isWithin('A', 'Z', text, 0, LETTERS)
                && text.charAt(LETTERS) == '-'
                && isWithin('0', '9', text, LETTERS + 1, LENGTH);
    }

    private static boolean isWithin(char least, char most, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < least || c > most) {
                return false;
            }
        }
        return true;
    }

    /** Returns the refusal of a second product with this SKU. */
    Refusal taken() {
        return Refusal.conflict("The SKU " + text + " is taken.");
    }

    /** Parses a text in the format of {@link #toString}. */
    public static Sku parse(String text) {
        return new Sku(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
