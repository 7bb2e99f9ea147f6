package shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;

@Controller("/health")
public final class Health {
  @Get
  String live() {
    return "alive";
  }
}
