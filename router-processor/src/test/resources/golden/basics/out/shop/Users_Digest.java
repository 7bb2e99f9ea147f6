package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Users}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Users_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "337b70d4571f53a8";

  private Users_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
