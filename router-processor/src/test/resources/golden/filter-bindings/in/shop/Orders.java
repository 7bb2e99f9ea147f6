package shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.UseFilters;
import java.util.concurrent.TimeUnit;

@Controller("/orders")
@RateLimit(100)
public final class Orders {
  @Get
  @Post("/search")
  String list() {
    return "";
  }

  @Delete
  @UseFilters(Auth.class)
  @RateLimit(value = 1, per = TimeUnit.MINUTES, exempt = {"ada", "bob"})
  void clear() {}
}
