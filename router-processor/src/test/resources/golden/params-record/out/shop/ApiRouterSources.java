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
      case 0 -> "shop.Catalog";
      case 1 -> "shop.Catalog.Page";
      case 2 -> "shop.Catalog.Search";
      default -> throw new IndexOutOfBoundsException(source);
    };
  }

  static boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Catalog_Digest.is("aff90c7848bd4457");
      case 1 -> Catalog_Page_Digest.is("924b8cb80b4df355");
      case 2 -> Catalog_Search_Digest.is("a4b9907e30b3afbd");
      default -> throw new IndexOutOfBoundsException(source);
    };
  }
}
