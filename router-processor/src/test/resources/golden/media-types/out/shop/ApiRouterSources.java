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
      case 0 -> "shop.Clock";
      default -> throw new IndexOutOfBoundsException(source);
    };
  }

  static boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Clock_Digest.is("961588f9cd066df8");
      default -> throw new IndexOutOfBoundsException(source);
    };
  }
}
