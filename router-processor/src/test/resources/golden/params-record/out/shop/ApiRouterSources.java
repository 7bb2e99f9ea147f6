package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was made from. The compiler copies their digests into this class.
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
      case 0 -> Catalog_Digest.is(Catalog_Digest.DIGEST);
      case 1 -> Catalog_Page_Digest.is(Catalog_Page_Digest.DIGEST);
      case 2 -> Catalog_Search_Digest.is(Catalog_Search_Digest.DIGEST);
      default -> throw unknownSource(source);
    };
  }
}
