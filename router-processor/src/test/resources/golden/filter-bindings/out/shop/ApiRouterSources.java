package shop;

import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was generated from, with their digests at its compilation.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterSources {
  private ApiRouterSources() {
  }

  static String name(int source) {
    return switch (source) {
      case 0 -> "shop.Orders";
      case 1 -> "shop.RateLimit";
      default -> throw new IndexOutOfBoundsException(source);
    };
  }

  static boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Orders_Digest.is("713846654b910a5c");
      case 1 -> RateLimit_Digest.is("87df437f82ce56e5");
      default -> throw new IndexOutOfBoundsException(source);
    };
  }
}
