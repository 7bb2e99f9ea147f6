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
  public static final String DIGEST = "3dbd0e02c9c2375c";

  private Images_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
