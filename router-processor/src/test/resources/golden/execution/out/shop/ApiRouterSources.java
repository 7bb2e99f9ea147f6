package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was made from. The compiler copies their digests into this class.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterSources extends RouterSources {
  ApiRouterSources() {
    super(3);
  }

  @Override
  protected String name(int source) {
    return switch (source) {
      case 0 -> "shop.Health";
      case 1 -> "shop.Images";
      case 2 -> "shop.Orders";
      default -> throw unknownSource(source);
    };
  }

  @Override
  protected boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Health_Digest.is(Health_Digest.DIGEST);
      case 1 -> Images_Digest.is(Images_Digest.DIGEST);
      case 2 -> Orders_Digest.is(Orders_Digest.DIGEST);
      default -> throw unknownSource(source);
    };
  }
}
