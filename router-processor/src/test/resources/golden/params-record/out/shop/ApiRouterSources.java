package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was made from, with their digests at its compilation.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterSources extends RouterSources {
  ApiRouterSources() {
    super(3);
  }

  @Override
  protected String name(int source) {
    return switch (source) {
      case 0 -> "shop.Catalog";
      case 1 -> "shop.Catalog.Page";
      case 2 -> "shop.Catalog.Search";
      default -> throw unknownSource(source);
    };
  }

  @Override
  protected boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Catalog_Digest.is("5832565c283c0aba");
      case 1 -> Catalog_Page_Digest.is("fdcee3be4eb27974");
      case 2 -> Catalog_Search_Digest.is("2c0f91d6e401a6fa");
      default -> throw unknownSource(source);
    };
  }
}
