package dev.interlock.example.shop.users;

import dev.interlock.annotation.ProtoView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The request to add an address. */
@ProtoView("shop.NewAddress")
public interface NewAddressView {
    @NotBlank
    @Size(max = 100)
    String street();

    @NotBlank
    @Size(max = 100)
    String city();

    @NotBlank
    @Size(max = 100)
    String postalCode();

    @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters, such as DE")
    String country();
}
