package dev.interlock.example.shop.users;

import io.avaje.jsonb.Json;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** The request to add an address, in JSON. {@link NewAddressView} is the same in protobuf. */
@Json
public record NewAddress(
        @NotBlank @Size(max = 100) String street,
        @NotBlank @Size(max = 100) String city,
        @NotBlank @Size(max = 100) String postalCode,

        @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters, such as DE")
        String country) {
    /** Returns a new address. */
    Address address() {
        return new Address(UUID.randomUUID(), street, city, postalCode, country);
    }
}
