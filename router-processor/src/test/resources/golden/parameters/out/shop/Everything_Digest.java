package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Everything}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Everything_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "cb582afe63999449";

  private Everything_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
