package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.RateLimit}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class RateLimit_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "87df437f82ce56e5";

  private RateLimit_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
