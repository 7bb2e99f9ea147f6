package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.SecretMessages;
import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Routes of the generated router name the secret fields of their messages. */
final class SecretRoutesTest {
    private static final Source API = Source.of("""
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Logins.class)
            public final class Api {}
            """);

    private static final Source WIRE = Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            interface Wire {
              @ProtoView("shop.Login") interface Login { CharSequence user(); }
              @ProtoView("shop.Plain") interface Plain { CharSequence text(); }
            }
            """);

    private static final Source LOGINS = Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/logins")
            final class Logins {
              @Post("/in") void in(@Body Wire.Login login) {}
              @Post("/plain") String plain(@Body Wire.Plain plain) { return ""; }
              @Get("/text") String text() { return ""; }
            }
            """);

    @Test
    void namesSecretsOfMessages() {
        Compilation compilation = Compilation.with(new RouterProcessor(), new ProtoProcessor())
                .descriptors(SecretMessages.file())
                .compile(API, WIRE, LOGINS);
        assertThat(compilation.complaints()).isEmpty();
        assertThat(secrets(compilation))
                .containsExactly(
                        "/in .withSecretsOfBody(\"2/passPhrase/pass_phrase=text 3/pin/pin=number 5/isAdmin/is_admin=other"
                                + " 6/codes/codes[]=text\")",
                        "/plain .withSecretsOfBody()");
    }

    /** Returns the calls of a router that name secrets, with the ends of their templates. */
    private static List<String> secrets(Compilation compilation) {
        String router = compilation.generated().get("shop.ApiRouter").replaceAll("\"\\s*\\+\\s*\"", "");
        String template = "";
        List<String> found = new ArrayList<>();
        for (String line : router.lines().map(String::strip).toList()) {
            int at = line.indexOf("\"/logins");
            if (at >= 0) {
                template = line.substring(at + "\"/logins".length(), line.indexOf('"', at + 1));
            }
            if (line.startsWith(".withSecrets")) {
                found.add(template + " " + line.replaceAll("[,;]+$", "").replaceAll("\\)+$", ")"));
            }
        }
        return found;
    }
}
