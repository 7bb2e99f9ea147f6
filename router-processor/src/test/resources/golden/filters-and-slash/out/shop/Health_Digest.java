package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Health}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Health_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "3833ac7588406acb";

  private Health_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
