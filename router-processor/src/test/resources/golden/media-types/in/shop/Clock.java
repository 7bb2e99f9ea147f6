package shop;

import com.google.protobuf.Timestamp;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Consumes;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

@Controller("/clock")
final class Clock {
  @Get
  @Produces({"application/x-protobuf", "application/json"})
  Optional<Timestamp> now() {
    return Optional.empty();
  }

  @Get
  @Produces("text/html")
  String page() {
    return "";
  }

  @Post
  @Consumes({"application/x-protobuf", "application/json", "application/vnd.time+json"})
  @Produces({"application/json", "application/x-protobuf"})
  CompletionStage<Timestamp> later(@Body Timestamp time) {
    throw new UnsupportedOperationException();
  }
}
