package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was made from. The compiler copies their digests into this class.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterSources extends RouterSources {
  ApiRouterSources() {
    super(1);
  }

  @Override
  protected String name(int source) {
    return switch (source) {
      case 0 -> "shop.Clock";
      default -> throw unknownSource(source);
    };
  }

  @Override
  protected boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Clock_Digest.is(Clock_Digest.DIGEST);
      default -> throw unknownSource(source);
    };
  }
}
