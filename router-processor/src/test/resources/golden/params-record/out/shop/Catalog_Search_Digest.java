package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Catalog.Search}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Catalog_Search_Digest {
  /**
   * Compilers copy this constant into the routers that they compile.
   */
  public static final String DIGEST = "920cc509f669cf03";

  private Catalog_Search_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
