package shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Default;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Query;
import java.util.Optional;

@Controller("/catalog/{shop}")
public final class Catalog {
    public record Page(@Query @Default("0") int offset, @Query @Default("20") int limit) {}

    public record Search(String shop, @Query("q") String text, @Query Optional<String> color, @Params Page page) {}

    @Get("/search")
    String search(@Params Search search) {
        return search.toString();
    }

    @Get("/items")
    String items(String shop, @Params Page page) {
        return shop + page;
    }
}
