package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Failures}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Failures_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "fa7ee53b8935e1d2";

  private Failures_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
