package shop;

import com.google.protobuf.StringValue;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.MaxBody;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Route;
import dev.interlock.annotation.Status;
import java.util.Optional;
import java.util.UUID;

@Controller("/v1/orders")
public final class Orders {
    @Get
    String list() {
        return "all";
    }

    @Get("/{id}")
    Optional<StringValue> find(long id) {
        return Optional.of(StringValue.of("order " + id));
    }

    @Post
    @Status(201)
    @MaxBody(65_536)
    String create(@Body StringValue order) {
        return order.getValue();
    }

    @Delete("/{id}")
    void remove(UUID id) {}

    @Route(method = "REPORT", path = "/{id:[0-9]+}")
    int report(int id) {
        return id;
    }
}
