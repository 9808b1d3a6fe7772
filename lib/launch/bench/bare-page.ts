import type { Browser, CDPSession } from '@playwright/test';

type Message = Record<string, unknown>;

/**
 * A tab that nobody looks into. Playwright has the browser report every request with its body, which makes an upload of
 * bytes at hand twenty times slower than it is for people; this tab is told what to do and reports nothing else.
 * Protocol: https://chromedevtools.github.io/devtools-protocol/
 */
export class BarePage {
  readonly #browser: CDPSession;
  readonly #targetId: string;
  readonly #sessionId: string;
  readonly #waiting = new Set<(message: Message) => void>();
  #lastId = 0;

  private constructor(browser: CDPSession, targetId: string, sessionId: string) {
    this.#browser = browser;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
    browser.on('Target.receivedMessageFromTarget', (event) => {
      if (event.sessionId !== sessionId) return;
      const message = JSON.parse(event.message) as Message;
      for (const tell of [...this.#waiting]) tell(message);
    });
  }

  static async open(browser: Browser, url: string): Promise<BarePage> {
    const session = await browser.newBrowserCDPSession();
    const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', width: 1440, height: 900 });
    const { sessionId } = await session.send('Target.attachToTarget', { targetId });
    const page = new BarePage(session, targetId, sessionId);
    await page.#send('Page.enable', {});
    await page.#send('Page.navigate', { url });
    return page;
  }

  /** Runs as if a person had pressed something; resolves with what the expression, or its promise, comes to. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.#send('Runtime.evaluate', {
      ...{ expression, awaitPromise: true, returnByValue: true, userGesture: true },
    });
    const { result, exceptionDetails } = answer as {
      result: { value?: unknown };
      exceptionDetails?: { exception?: { description?: string } };
    };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'The page threw something.');
    return result.value;
  }

  /** Resolves when the expression is true in the page. */
  async waitFor(expression: string): Promise<void> {
    await this.evaluate(`new Promise((resolve) => {
      const timer = setInterval(() => {
        if (!(${expression})) return;
        clearInterval(timer);
        resolve();
      }, 50);
    })`);
  }

  /** Gives a file to the file chooser that the expression opens. */
  async choose(expression: string, path: string): Promise<void> {
    await this.#send('Page.setInterceptFileChooserDialog', { enabled: true });
    const opened = this.#next((message) => message['method'] === 'Page.fileChooserOpened');
    await this.evaluate(expression);
    const { params } = (await opened) as { params: { backendNodeId: number } };
    await this.#send('DOM.setFileInputFiles', { files: [path], backendNodeId: params.backendNodeId });
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#targetId });
    await this.#browser.detach();
  }

  async #send(method: string, params: object): Promise<unknown> {
    const id = ++this.#lastId;
    const answered = this.#next((message) => message['id'] === id);
    await this.#browser.send('Target.sendMessageToTarget', {
      ...{ sessionId: this.#sessionId, message: JSON.stringify({ id, method, params }) },
    });
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }

  /** The next message of the tab that is meant. */
  #next(isMeant: (message: Message) => boolean): Promise<Message> {
    return new Promise((resolve) => {
      const tell = (message: Message) => {
        if (!isMeant(message)) return;
        this.#waiting.delete(tell);
        resolve(message);
      };
      this.#waiting.add(tell);
    });
  }
}
