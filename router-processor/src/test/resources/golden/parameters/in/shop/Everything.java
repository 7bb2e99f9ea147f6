package shop;

import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Cookie;
import dev.interlock.annotation.Default;
import dev.interlock.annotation.Form;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Header;
import dev.interlock.annotation.Part;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Query;
import dev.interlock.http.BodyPart;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Controller
public final class Everything {
    public enum Sort {
        UP,
        DOWN
    }

    public record Sku(String text) {
        public static Sku parse(String text) {
            return new Sku(text);
        }
    }

    @Get("/search")
    String search(
            @Query @Default("20") int limit,
            @Query Optional<Sort> sort,
            @Query("q") List<Sku> skus,
            @Query Set<String> tags,
            @Query long[] ids,
            @Header String requestId,
            @Header("if-modified-since") @Nullable Instant since,
            @Cookie OptionalInt session) {
        return "";
    }

    @Post("/form")
    void form(@Form String name, @Form @Default("1") short count, Response response) {}

    @Post("/upload")
    void upload(@Part BodyPart file, @Part List<BodyPart> more, @Part Sku sku) {}

    @Put("/text")
    String text(@Body String text, @Attribute String user, @Attribute Optional<List<String>> roles, Request request) {
        return text;
    }
}
