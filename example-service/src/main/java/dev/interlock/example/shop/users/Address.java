package dev.interlock.example.shop.users;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where parcels go.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record Address(UUID id, String street, String city, String postalCode, String country) {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int MAX_LENGTH = 100;

    public Address {
        check("street", street);
        check("city", city);
        check("postal_code", postalCode);
        if (!COUNTRY.matcher(country).matches()) {
            throw Refusal.invalid("country must be two capital letters, such as DE.");
        }
    }

    private static void check(String field, String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw Refusal.invalid(field + " must be 1 to " + MAX_LENGTH + " characters.");
        }
    }
}
