package dev.interlock.example.shop.users;

import java.util.UUID;

/**
 * Where parcels go. {@link NewAddressView} says what its parts may be.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record Address(UUID id, String street, String city, String postalCode, String country) {}
