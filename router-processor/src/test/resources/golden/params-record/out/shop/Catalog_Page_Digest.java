package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Catalog.Page}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Catalog_Page_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "924b8cb80b4df355";

  private Catalog_Page_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
