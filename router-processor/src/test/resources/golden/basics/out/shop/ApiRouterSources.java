package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was made from. The compiler copies their digests into this class.
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
      case 1 -> "shop.Users";
      default -> throw unknownSource(source);
    };
  }

  @Override
  protected boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Orders_Digest.is(Orders_Digest.DIGEST);
      case 1 -> Users_Digest.is(Users_Digest.DIGEST);
      default -> throw unknownSource(source);
    };
  }
}
