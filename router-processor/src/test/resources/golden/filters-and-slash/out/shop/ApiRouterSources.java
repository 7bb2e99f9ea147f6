package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was generated from, with their digests at its compilation.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterSources extends RouterSources {
  ApiRouterSources() {
    super(1);
  }

  @Override
  protected String name(int source) {
    return switch (source) {
      case 0 -> "shop.Health";
      default -> throw unknownSource(source);
    };
  }

  @Override
  protected boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Health_Digest.is("3833ac7588406acb");
      default -> throw unknownSource(source);
    };
  }
}
