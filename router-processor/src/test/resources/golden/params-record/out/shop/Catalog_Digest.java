package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Catalog}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Catalog_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "aff90c7848bd4457";

  private Catalog_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
