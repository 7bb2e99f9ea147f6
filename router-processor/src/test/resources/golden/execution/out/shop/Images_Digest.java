package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Images}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Images_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "24b5a8ff5ce4078e";

  private Images_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
