package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Catalog.Search}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Catalog_Search_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "a4b9907e30b3afbd";

  private Catalog_Search_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
