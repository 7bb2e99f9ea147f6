package dev.interlock.example.shop.users;

import java.util.UUID;

/**
 * Address for parcels. {@link NewAddressView} defines the constraints on the components.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record Address(UUID id, String street, String city, String postalCode, String country) {}
