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
      case 0 -> "shop.Health";
      case 1 -> "shop.Images";
      case 2 -> "shop.Orders";
      default -> throw new IndexOutOfBoundsException(source);
    };
  }

  static boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Health_Digest.is("b11fafef750c4d51");
      case 1 -> Images_Digest.is("24b5a8ff5ce4078e");
      case 2 -> Orders_Digest.is("efb4459366f807a0");
      default -> throw new IndexOutOfBoundsException(source);
    };
  }
}
