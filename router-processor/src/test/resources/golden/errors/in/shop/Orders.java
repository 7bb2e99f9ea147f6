package shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.OnError;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.http.HttpException;
import dev.interlock.http.Principal;
import dev.interlock.http.Request;
import java.util.Optional;

@Controller("/orders")
@Roles("admin")
public final class Orders {
  @Get
  @Roles({"admin", "clerk"})
  String list(@Query int page, Auth.User caller) {
    return caller.name() + " " + page;
  }

  @Delete
  void clear(Optional<Principal> caller) {}

  @OnError
  @Status(409)
  String refused(HttpException e, Request request) {
    return request.id();
  }

  @OnError
  @Status(422)
  byte[] numbers(NumberFormatException e) {
    return new byte[0];
  }
}
