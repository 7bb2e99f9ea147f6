package shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Default;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.UseFilters;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Query;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

@Controller("/health")
public final class Health {
    @Get
    boolean live() {
        return true;
    }

    @Get("/ready/")
    @UseFilters(Quota.class)
    boolean ready(@Query @Default("0") int quota) {
        return true;
    }

    @Delete("/{name}")
    @UseFilters({Quota.class, Admin.class})
    CompletionStage<Void> remove(String name) {
        return CompletableFuture.completedFuture(null);
    }
}
