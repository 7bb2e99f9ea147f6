package shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;

@Controller("/v1/users")
public final class Users {
    @Get({"/me", "/self"})
    String me() {
        return "me";
    }

    @Get("/{name}.json")
    String json(CharSequence name) {
        return "{\"name\": \"" + name + "\"}";
    }

    @Get("/files/{*rest}")
    byte[] file(String rest) {
        return new byte[0];
    }
}
