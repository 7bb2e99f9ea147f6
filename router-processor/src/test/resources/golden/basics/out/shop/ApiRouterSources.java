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
      case 1 -> "shop.Users";
      default -> throw new IndexOutOfBoundsException(source);
    };
  }

  static boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Orders_Digest.is("a03117c43ca7e908");
      case 1 -> Users_Digest.is("337b70d4571f53a8");
      default -> throw new IndexOutOfBoundsException(source);
    };
  }
}
