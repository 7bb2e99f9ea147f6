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
      case 0 -> "shop.Failures";
      case 1 -> "shop.Health";
      case 2 -> "shop.Orders";
      default -> throw new IndexOutOfBoundsException(source);
    };
  }

  static boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Failures_Digest.is("fa7ee53b8935e1d2");
      case 1 -> Health_Digest.is("c78d87f067f13148");
      case 2 -> Orders_Digest.is("84fa1a9effa4e552");
      default -> throw new IndexOutOfBoundsException(source);
    };
  }
}
