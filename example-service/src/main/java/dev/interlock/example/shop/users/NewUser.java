package dev.interlock.example.shop.users;

import io.avaje.jsonb.Json;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The request to create an account, in JSON. {@link NewUserView} is the same in protobuf. */
@Json
public record NewUser(
        @Email String email,
        @NotBlank @Size(max = User.MAX_NAME) String name,
        String password) {
    /** Replaces missing members by empty text, as protobuf does. */
    public NewUser {
        email = email == null ? "" : email;
        name = name == null ? "" : name;
        password = password == null ? "" : password;
    }
}
