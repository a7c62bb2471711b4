/** An answer that is an error; thrown by the routes, written by the server. */
export class ApiFailure extends Error {
  readonly status: number;
  /** Present in errors of the player and of the quota only. */
  readonly reason: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    details: { readonly reason?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.reason = details.reason;
    this.headers = details.headers ?? {};
  }

  body(): { readonly error: Readonly<Record<string, unknown>> } {
    const error = { status: this.status, message: this.message };
    return { error: this.reason === undefined ? error : { ...error, reason: this.reason } };
  }
}

export const noActiveDevice = (): ApiFailure =>
  new ApiFailure(404, 'Player command failed: No active device found', { reason: 'NO_ACTIVE_DEVICE' });
export const premiumRequired = (): ApiFailure =>
  new ApiFailure(403, 'Player command failed: Premium required', { reason: 'PREMIUM_REQUIRED' });
export const restrictionViolated = (): ApiFailure =>
  new ApiFailure(403, 'Player command failed: Restriction violated', { reason: 'UNKNOWN' });
export const insufficientScope = (): ApiFailure => new ApiFailure(403, 'Insufficient client scope');
export const notOnUserList = (): ApiFailure =>
  new ApiFailure(403, 'Check settings on developer.spotify.com/dashboard, the user may not be registered.');
export const notFound = (): ApiFailure => new ApiFailure(404, 'Resource not found');
export const badRequest = (message: string): ApiFailure => new ApiFailure(400, message);
/** @param message as Spotify words the kind of refusal */
export const unauthorized = (message: string): ApiFailure =>
  new ApiFailure(401, message, {
    headers: {
      'www-authenticate': `Bearer realm="spotify", error="invalid_token", error_description="${message}"`,
    },
  });
