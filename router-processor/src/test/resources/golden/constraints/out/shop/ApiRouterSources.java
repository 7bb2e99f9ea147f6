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
      case 1 -> "shop.Orders.Days";
      default -> throw new IndexOutOfBoundsException(source);
    };
  }

  static boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Orders_Digest.is("79bb4f6a0b38233a");
      case 1 -> Orders_Days_Digest.is("6947a257bbd1a349");
      default -> throw new IndexOutOfBoundsException(source);
    };
  }
}
