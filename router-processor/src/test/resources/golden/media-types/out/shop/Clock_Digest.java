package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Clock}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class Clock_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "961588f9cd066df8";

  private Clock_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
