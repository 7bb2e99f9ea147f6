package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Users}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Users_Digest {
  /**
   * Compilers copy this constant into the routers that they compile.
   */
  public static final String DIGEST = "91aea5a9698f5d98";

  private Users_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
