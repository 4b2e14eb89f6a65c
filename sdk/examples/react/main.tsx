import { createRoot } from 'react-dom/client';
import { ChatPage } from './chat-page.tsx';

const place = document.getElementById('chat');
if (place) createRoot(place).render(<ChatPage server="https://chat.your-shop.example" lang={navigator.language} />);
