package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was made from, with their digests at its compilation.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterSources extends RouterSources {
  ApiRouterSources() {
    super(3);
  }

  @Override
  protected String name(int source) {
    return switch (source) {
      case 0 -> "shop.Failures";
      case 1 -> "shop.Health";
      case 2 -> "shop.Orders";
      default -> throw unknownSource(source);
    };
  }

  @Override
  protected boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Failures_Digest.is("0da80a0da5c546dd");
      case 1 -> Health_Digest.is("bbe05386a8a89026");
      case 2 -> Orders_Digest.is("9696f0d42740ca12");
      default -> throw unknownSource(source);
    };
  }
}
