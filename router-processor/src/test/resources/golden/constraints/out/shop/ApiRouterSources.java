package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was made from, with their digests at its compilation.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterSources extends RouterSources {
  ApiRouterSources() {
    super(2);
  }

  @Override
  protected String name(int source) {
    return switch (source) {
      case 0 -> "shop.Orders";
      case 1 -> "shop.Orders.Days";
      default -> throw unknownSource(source);
    };
  }

  @Override
  protected boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Orders_Digest.is("b851e98e1ffbe091");
      case 1 -> Orders_Days_Digest.is("b133ade5d8c16ded");
      default -> throw unknownSource(source);
    };
  }
}
