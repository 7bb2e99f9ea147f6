package dev.interlock.example.shop.users;

import dev.interlock.annotation.ProtoView;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The request to create an account. */
@ProtoView("shop.NewUser")
public interface NewUserView {
    @Email
    String email();

    @NotBlank
    @Size(max = User.MAX_NAME)
    String name();

    String password();
}
